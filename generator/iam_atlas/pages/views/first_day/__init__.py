"""What somebody needs on the first day, part by part: exact for one person, general where nobody is chosen."""
