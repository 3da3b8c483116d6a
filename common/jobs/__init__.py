"""Background jobs: the row is the truth, the queue only carries its public id."""
