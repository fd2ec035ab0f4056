SwaggerUIBundle({
  url: "/docs/openapi.json",
  dom_id: "#ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  validatorUrl: null
});
