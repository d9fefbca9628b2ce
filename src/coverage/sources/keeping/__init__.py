"""What is on record: deliveries on disk under one lock, their manifests, what is in force, the keys of persons."""
