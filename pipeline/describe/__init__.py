"""What a release says of itself: one module for each standard, all made from the schemas and metadata.yaml."""
