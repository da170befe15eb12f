-- Whom a change touched: for those who follow the book, and so that forgetting an undone change looks at its own rows only.
CREATE INDEX lineage_by_change ON lineage (change_id, customer_id);
