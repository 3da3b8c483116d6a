"""What stood in sealed fields before somebody changed them."""
