# Two stages: the first compiles the content and is thrown away with its
# compiler, the second serves the release and holds nothing that could write one.
FROM python:3.13-slim-bookworm AS build
ARG TODAY
WORKDIR /build
RUN python -m venv /venv
COPY requirements.txt requirements-seed.txt ./
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt \
 && python -m venv /compiler \
 && /compiler/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements-seed.txt
COPY schema schema
COPY seed seed
RUN /compiler/bin/python -m seed build --locked ${TODAY:+--today $TODAY}

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin acupoint
WORKDIR /app
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000 LOG=json
COPY --from=build /venv /venv
COPY --from=build /build/releases releases
COPY schema schema
COPY api api
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=2s --start-period=5s \
  CMD ["/venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["/venv/bin/python", "-m", "api", "serve"]
