"""Questions asked in a terminal become answers: values, then text for people or JSON for programs."""
