# dayfold in a container, for a site that is mounted at /site. docs/deploying.md shows how to call it.
FROM python:3.12-slim

COPY pyproject.toml constraints.txt README.md LICENSE /usr/src/dayfold/
COPY generator /usr/src/dayfold/generator
COPY templates /usr/src/dayfold/templates
RUN pip install --no-cache-dir --constraint /usr/src/dayfold/constraints.txt /usr/src/dayfold \
    && useradd --create-home dayfold

USER dayfold
WORKDIR /site
ENTRYPOINT ["dayfold"]
CMD ["build"]
