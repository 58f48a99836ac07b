select target_id from targets anti join indicators using (target_id)
