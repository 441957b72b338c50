"""What a server sends most often, as it is sent, in a file beside the release."""
