"""Random input for everything that reads, for as long as one likes: `make fuzz`. Nothing here runs in `make test`."""
