"""Reward programmes as dated data, and what they owe to whom."""
