"""The administration's pages at `/admin`, rendered here, without scripts.

A page module gives a `Section`, and `administration.sections` lists it; the frame brings the navigation,
signing in, roles, the guard of forms and kind words where something goes wrong.
"""
