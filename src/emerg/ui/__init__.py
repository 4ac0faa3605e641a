"""The window: panels that draw a state, presenters that join them to the use cases."""
