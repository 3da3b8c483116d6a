# Runs as a user without rights; the root file system may be read-only, only /data is written.
FROM python:3.12-slim AS build
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/daybook \
 && /opt/daybook/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.txt

FROM python:3.12-slim
RUN groupadd --gid 10001 daybook && useradd --uid 10001 --gid daybook --no-create-home --shell /usr/sbin/nologin daybook \
 && install -d -m 0700 -o daybook -g daybook /data
COPY --from=build /opt/daybook /opt/daybook
COPY . /app
WORKDIR /app
ENV PATH=/opt/daybook/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.prod \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000
USER daybook
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
