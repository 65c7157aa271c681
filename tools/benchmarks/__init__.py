"""Benchmarks: how the work grows with the data. Nothing here is part of the dataset or of the build."""
