"""Who is alerted of what is due, and when: ladders as editable data, a sweep each minute, alerts as rows."""
