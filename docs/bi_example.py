"""Reads a star schema of Rounds with DuckDB and pandas: the funnel of the stages, and the visits of each week.

    pip install duckdb pandas
    rounds-cli export customers.rounds --bi warehouse
    python docs/bi_example.py warehouse
"""

import sys

import duckdb
import pandas as pd

folder = sys.argv[1] if len(sys.argv) > 1 else "warehouse"
book = duckdb.connect()
for table in ("dim_customer", "dim_stage", "dim_date", "fact_stage", "fact_visit"):
    book.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder}/{table}.parquet')")

# %% The funnel: how many were ever in a stage, and how many of those came as far as the next one.
funnel = book.sql("""
    WITH furthest AS (
        SELECT f.customer_id, max(s.position) AS furthest
        FROM fact_stage AS f JOIN dim_stage AS s USING (stage_id) GROUP BY f.customer_id)
    SELECT s.stage, s.position, count(*) FILTER (furthest >= s.position) AS customers
    FROM dim_stage AS s CROSS JOIN furthest GROUP BY s.stage, s.position ORDER BY s.position
""").df()
funnel["of the one before"] = (funnel["customers"] / funnel["customers"].shift()).map(
    lambda share: "" if pd.isna(share) else f"{share:.0%}"
)
print("Funnel\n" + funnel.drop(columns="position").to_string(index=False))

# %% Visits by week, the latest twelve.
visits = book.sql("""
    SELECT d.week, count(*) AS visits, count(DISTINCT v.customer_id) AS customers
    FROM fact_visit AS v JOIN dim_date AS d ON d.day = v.visited_on GROUP BY d.week ORDER BY d.week
""").df()
print("\nVisits by week\n" + visits.tail(12).to_string(index=False))

# %% The same from the CSV files, with pandas alone: the formats tell the same.
plain = pd.read_csv(f"{folder}/fact_visit.csv").merge(
    pd.read_csv(f"{folder}/dim_date.csv"), left_on="visited_on", right_on="day"
)
assert plain.groupby("week").size().tolist() == visits["visits"].tolist(), "CSV and Parquet differ"
print(f"\n{len(plain)} visits in both, Parquet and CSV.")
