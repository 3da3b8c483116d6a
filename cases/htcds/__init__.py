"""Import of case lists in the form of the Human Trafficking Case Data Standard (HTCDS) 2.0."""
