FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/chipwire && /opt/chipwire/bin/pip install --no-cache-dir .

FROM python:3.13-slim
COPY --from=build /opt/chipwire /opt/chipwire
RUN useradd --system --no-create-home chipwire
USER chipwire
WORKDIR /tmp
ENV PATH=/opt/chipwire/bin:$PATH PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=2s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["chipwire", "serve", "--host", "0.0.0.0", "--port", "8000"]
