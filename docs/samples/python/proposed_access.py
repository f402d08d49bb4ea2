"""What you mean to register.

The customer is shown it, and what you register later stays within it.
"""

PROPOSED_ACCESS = {
    "legal-basis": "uk-consent",
    "purpose": "Advice on saving energy at home, from how much you use each month",
    "data-types": ["MTH-CONSUMPTION"],
    "expiry": None,
    "controllers": [
        {
            "name": "Brightmeter",
            "role": "sole",
            "contact-url": "https://brightmeter.example/contact",
        }
    ],
    "notice": {
        "shared-notice": {
            "terms-url": "https://brightmeter.example/terms",
            "notice-version": "2026-11",
        }
    },
}
