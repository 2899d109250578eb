"""The shapes of the API's answers, as `communique.answers` makes them, for its description.

Where an answer has a core type's every field, as `read --format json` has, the type itself describes it.
"""
