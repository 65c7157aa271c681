"""The commands that the Makefile runs: each reads its arguments, calls one function of another module and prints what it says."""
