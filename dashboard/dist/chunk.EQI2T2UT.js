import{g as r}from"./chunk.3LA7YV2I.js";import{V as n}from"./chunk.LZODLGVK.js";function t({slot:s,children:e}){return n("span",{class:"segment-name",children:[n(r,{slot:s}),e]})}export{t as a};
