"""The registers an office keeps beside its contracts."""
