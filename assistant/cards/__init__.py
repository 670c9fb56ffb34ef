"""On-site disposal cards (应急处置卡): drafted from spans, checked, exported."""
