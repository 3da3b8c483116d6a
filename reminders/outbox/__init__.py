"""What leaves by mail: rows that are the truth, sweeps that send them, words from a closed list."""
