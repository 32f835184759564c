"""Reading code without running it: what would it do, to what, with what data?"""
