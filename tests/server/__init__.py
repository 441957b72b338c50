"""The process, over real sockets."""
