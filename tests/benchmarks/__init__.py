"""The benchmarks themselves: that what they measure is what they say."""
