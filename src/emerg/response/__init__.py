"""From "what arrives when" to "what to do": decisions as data, no drawing, no clock of its own."""
