"""Cakupan: `streamlit run app.py` (or `make run`), then open http://127.0.0.1:8501."""

import streamlit as st

from src.coverage.ui import draw, ready

if __name__ == "__main__":  # the script, run for each reader
    draw()
else:  # the server: makes ready before the first reader comes
    app = st.App(__file__, lifespan=ready)
