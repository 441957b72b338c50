"""The portal: its pages as text, and as a browser shows them."""
