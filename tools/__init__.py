"""What makes committed files, or measures and checks from outside. The pipeline never imports it."""
