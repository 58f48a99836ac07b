"""Asks services over HTTP, and keeps what they sent."""
