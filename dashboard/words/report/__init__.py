"""The draft of the annual report's section "Impact": what the figures of a year say about each target, in sentences."""
