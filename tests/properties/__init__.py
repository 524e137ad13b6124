"""Properties of the whole reconciler, tried on stories that hypothesis makes up."""
