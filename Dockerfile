# Builds Loam and keeps only the binary and the libraries it uses.
#   docker build -t loam .
#   docker run -p 8080:8080 -v loam-data:/var/lib/loam loam

FROM swift:6.3-bookworm AS build
WORKDIR /src
COPY scripts/require-swift scripts/install-packages scripts/
RUN apt-get update && scripts/install-packages run
COPY . .
RUN swift build --configuration release --product loam --static-swift-stdlib \
    && strip --strip-debug .build/release/loam

FROM debian:bookworm-slim
# The image leaves out all translations; the names of countries in other languages are wanted.
RUN echo 'path-include /usr/share/locale/*/LC_MESSAGES/iso_3166*' >/etc/dpkg/dpkg.cfg.d/loam \
    && apt-get update \
    && apt-get install --yes --no-install-recommends \
        libsqlite3-0 libpq5 libmicrohttpd12 libcurl4 libssl3 libargon2-1 zlib1g libzstd1 libsimdjson14 libxml2 \
        libxmlsec1-openssl libphonenumber8 libpsl5 publicsuffix ca-certificates tzdata iso-codes postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /var/lib/loam --create-home --shell /usr/sbin/nologin loam
COPY --from=build /src/.build/release/loam /usr/local/bin/loam
USER loam
WORKDIR /var/lib/loam
VOLUME /var/lib/loam
EXPOSE 8080
ENV LOAM_DATA=/var/lib/loam LOAM_HOST=0.0.0.0 LOAM_LOG_FORMAT=json
STOPSIGNAL SIGTERM
ENTRYPOINT ["loam"]
CMD ["serve"]
