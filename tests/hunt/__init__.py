"""The canary hunt: unique markers go in through every door of a running installation, and are then looked for in
everything that it leaves behind. See `markers`, `hunter`, `places` and `scenario`; what must hold is in the tests.
"""
