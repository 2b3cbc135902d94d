-- title: Columns of frames
-- purpose: the columns that frames have, and which of them hold numbers by their declared type
-- parameters: none
-- columns: name, is_number
-- The names that layout 1 had for some of them are left out, for they have those of layout 2, too.
SELECT c.name,
       upper(c.type) LIKE '%INT%' OR upper(c.type) LIKE '%REAL%' OR upper(c.type) LIKE '%FLOA%'
         OR upper(c.type) LIKE '%DOUB%' AS is_number
  FROM pragma_table_xinfo('fits_files') AS c
 WHERE c.hidden <> 1
   AND lower(c.name) <> 'rowid'
   AND (lower(c.name) NOT IN ('session_id', 'x', 'y')
        OR EXISTS (SELECT 1
                     FROM pragma_table_xinfo('fits_files', 'main') AS m
                    WHERE lower(m.name) = 'imaging_session_id'))
 ORDER BY c.cid;
