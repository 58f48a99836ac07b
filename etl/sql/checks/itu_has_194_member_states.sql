select count(*) as member_states from areas where itu_member having count(*) <> 194
