"""The optional trained models. Training needs the `learn` extra (scikit-learn); a trained model is run by numpy alone."""
