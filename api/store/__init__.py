"""Read: from checked values to documents. The only place that runs SQL for a request."""
