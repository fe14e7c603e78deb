"""The example township 青河镇: one year from roster to notice. Every person, number and address is invented."""
