"""What can be read off a Chinese text: words, title, body, compliance. It finds; it does not judge."""
