"""Files to tables, whatever their endings say; nothing executed, nothing understood yet."""
