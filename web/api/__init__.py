"""`/api/v1`: one table of operations, which is both the routes and the OpenAPI document."""
