"""What has changed, beyond what noise and looking often would show."""
