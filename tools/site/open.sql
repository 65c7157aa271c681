-- Run once, in this order: what is attached stays readable when access is taken away, and what is locked stays locked.
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
ATTACH 'dataset.duckdb' AS dataset (READ_ONLY);
USE dataset;
SET enable_external_access = false;
SET lock_configuration = true;
