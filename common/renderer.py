"""How forms are printed: through the project's own templates, with the project's tags."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Label above, hint under it, error above the control, a summary of errors on top."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
