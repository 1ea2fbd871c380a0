"""The optional trained models: trained with scikit-learn (the `learn` extra), run by numpy alone."""
