-- What is in the log already. Apart from the index before it, whose lock on attempts would last as long as this does.
SELECT linquid_rebuild_type_stats('-infinity', 'infinity');
