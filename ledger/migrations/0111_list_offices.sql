-- 0111_list_offices: which names are hidden was told from how they look; now from who is a party, found without reading
-- the families, who are nearly all of them.

create index parties_that_are_no_family on parties (name, type, side) where side <> 'family';
