"""The Textual application: screens and widgets, no rule of the domain."""
